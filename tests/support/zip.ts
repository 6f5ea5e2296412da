/** What an archive holds, unpacked: whoever searches files for secrets has to look into them too. */
import { inflateRawSync } from 'node:zlib'

/** Entry of a central directory: where it begins, and what comes before its name. */
const ENTRY = 0x02014b50
const ENTRY_BYTES = 46
const LOCAL_BYTES = 30

/** @returns the content of each file of an archive, wherever it begins in these bytes */
export function unzipped(archive: Buffer): Buffer[] {
  const contents: Buffer[] = []
  for (let at = 0; at + ENTRY_BYTES <= archive.length; at += 1) {
    if (archive.readUInt32LE(at) !== ENTRY) continue
    const method = archive.readUInt16LE(at + 10)
    const size = archive.readUInt32LE(at + 20)
    const local = archive.readUInt32LE(at + 42)
    const from =
      local + LOCAL_BYTES + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28)
    const data = archive.subarray(from, from + size)
    contents.push(method === 0 ? data : inflateRawSync(data))
  }
  return contents
}
