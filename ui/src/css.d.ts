declare module '*.module.css' {
  const names: { readonly [name: string]: string };
  export default names;
}
declare module '*.css';

/** Vite's: files by pattern, put in at build time. */
interface ImportMeta {
  glob<T>(pattern: string, options: { readonly query: string; readonly import: string; readonly eager: true }): { readonly [path: string]: T };
}
