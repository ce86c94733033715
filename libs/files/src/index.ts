// index.ts — files of the house in a folder or in a store that speaks S3, behind one port.
export { FilesError, type Files, type StoredFile } from './files';
export { folderFiles } from './folder-files';
export type { Limits } from './limits';
export { compareFiles, mayRemove, type NamedFiles } from './orphans';
export { s3Files } from './s3-files';
