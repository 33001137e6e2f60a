// Files that a person chooses.

import { Refusal } from './api.js';

/** The text of the file that was chosen; a refusal where none was. */
export async function readFile(input) {
  const [file] = input.files;
  if (!file) throw new Refusal('no-file');
  return file.text();
}
