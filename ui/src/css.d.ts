declare module '*.module.css' {
  const names: { readonly [name: string]: string };
  export default names;
}
declare module '*.css';

/** Vite's: files by pattern, put in at build time. */
interface ImportMeta {
  /** Absent where the file runs as it is. */
  readonly env?: { readonly VITE_BUILD?: string };
  glob<T>(pattern: string, options: { readonly query: string; readonly import: string; readonly eager: true }): { readonly [path: string]: T };
}
