export { openCamera, type Camera } from './camera.ts';
export { readPhoto } from './decode.ts';
