/** A film of one QR code, held before a camera: Chromium's fake one plays a y4m file. */
import { writeFileSync } from 'node:fs';
import makeCode from 'qrcode-generator';

const WIDTH = 640;
const HEIGHT = 480;
const QUIET = 4;

export function writeQrFilm(path: string, text: string): void {
  const code = makeCode(0, 'M');
  code.addData(text);
  code.make();
  const modules = code.getModuleCount() + 2 * QUIET;
  const size = Math.floor(HEIGHT / modules);
  const [left, top] = [(WIDTH - modules * size) >> 1, (HEIGHT - modules * size) >> 1];
  const luma = Buffer.alloc(WIDTH * HEIGHT, 235);
  for (let y = 0; y < HEIGHT; y += 1) {
    for (let x = 0; x < WIDTH; x += 1) {
      const [row, column] = [Math.floor((y - top) / size) - QUIET, Math.floor((x - left) / size) - QUIET];
      const isInside = row >= 0 && column >= 0 && row < code.getModuleCount() && column < code.getModuleCount();
      if (isInside && code.isDark(row, column)) luma[y * WIDTH + x] = 16;
    }
  }
  const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, Buffer.alloc((WIDTH * HEIGHT) / 2, 128)]);
  writeFileSync(path, Buffer.concat([Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`), frame, frame]));
}
