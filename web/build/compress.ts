import { readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { filesUnder } from "./files.ts";

const TEXT = /\.(html|js|css|svg|webmanifest)$/;

/** Writes a `.gz` and a `.br` twin beside each text file, so that the server compresses nothing. */
export function compressTextFiles(folder: string): void {
  for (const file of filesUnder(folder).filter((name) => TEXT.test(name))) {
    const bytes = readFileSync(`${folder}/${file}`);
    writeFileSync(`${folder}/${file}.gz`, gzipSync(bytes, { level: 9 }));
    writeFileSync(`${folder}/${file}.br`, brotliCompressSync(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    }));
  }
}
