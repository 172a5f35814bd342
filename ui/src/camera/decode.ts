/** QR codes in pictures: by the browser's own detector where it has one, else by jsQR, which is fetched when first needed. */
type Picture = HTMLVideoElement | ImageBitmap;
export type Decoder = (picture: Picture, width: number, height: number) => Promise<string | undefined>;

/** Read at no more than this many pixels a side: enough for a code that fills a third of it. */
const MOST = 640;

interface Detector {
  detect(picture: Picture): Promise<readonly { readonly rawValue: string }[]>;
}
type DetectorClass = { new (options: { formats: string[] }): Detector; getSupportedFormats(): Promise<string[]> };

export async function openDecoder(): Promise<Decoder> {
  const own = (globalThis as { readonly BarcodeDetector?: DetectorClass }).BarcodeDetector;
  if (own !== undefined && (await own.getSupportedFormats().catch((): string[] => [])).includes('qr_code')) {
    const detector = new own({ formats: ['qr_code'] });
    return async (picture) => (await detector.detect(picture))[0]?.rawValue;
  }
  const { default: jsQR } = await import('jsqr');
  const canvas = document.createElement('canvas');
  const drawing = canvas.getContext('2d', { willReadFrequently: true });
  return (picture, width, height) => {
    const scale = Math.min(1, MOST / Math.max(width, height));
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    drawing?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const pixels = drawing?.getImageData(0, 0, canvas.width, canvas.height);
    return Promise.resolve(pixels && jsQR(pixels.data, pixels.width, pixels.height)?.data);
  };
}

/** @returns undefined where the photo holds no code, or is none */
export async function readPhoto(file: File): Promise<string | undefined> {
  try {
    const [decode, picture] = await Promise.all([openDecoder(), createImageBitmap(file)]);
    return await decode(picture, picture.width, picture.height);
  } catch {
    return undefined;
  }
}
