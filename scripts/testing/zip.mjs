import { inflateRawSync } from 'node:zlib'

/** The content of a deflated entry of a zip archive (APPNOTE 4.3; up to 4 GB): Node reads gzip alone. */
export function readZipEntry(archive, name) {
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06'))
  const count = archive.readUInt16LE(end + 10)
  let at = archive.readUInt32LE(end + 16)
  for (let entry = 0; entry < count; entry++) {
    const lengths = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset))
    if (archive.toString('utf8', at + 46, at + 46 + lengths[0]) === name) {
      const [size, local] = [archive.readUInt32LE(at + 20), archive.readUInt32LE(at + 42)]
      const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28)
      return inflateRawSync(archive.subarray(start, start + size))
    }
    at += 46 + lengths.reduce((sum, length) => sum + length, 0)
  }
  throw new Error(`the archive has no ${name}`)
}
