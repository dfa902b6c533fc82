import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'

const mediaType = (kind: string) => `application/vnd.oci.image.${kind}`

/**
 * Writes a runnable image of about 1 kB, one file with `text` in it, as an OCI layout into a new folder below `parent`,
 * and returns what skopeo calls it (`oci:<folder>:<tag>`). Another text is another image.
 */
export function writeOciImage(parent: string, text = 'hello\n', tag = '1'): string {
  const folder = mkdtempSync(path.join(parent, 'image-'))
  mkdirSync(path.join(folder, 'blobs/sha256'), { recursive: true })
  const put = (content: Buffer) => {
    const digest = sha256(content)
    writeFileSync(path.join(folder, 'blobs/sha256', digest), content)
    return { digest: `sha256:${digest}`, size: content.length }
  }
  const json = (value: object) => put(Buffer.from(JSON.stringify(value)))

  const files = tar('hello.txt', Buffer.from(text))
  const layer = { mediaType: mediaType('layer.v1.tar+gzip'), ...put(gzipSync(files, { level: 9 })) }
  const rootfs = { type: 'layers', diff_ids: [`sha256:${sha256(files)}`] }
  const config = {
    mediaType: mediaType('config.v1+json'),
    ...json({ architecture: 'amd64', os: 'linux', config: {}, rootfs }),
  }
  const type = mediaType('manifest.v1+json')
  const manifest = json({ schemaVersion: 2, mediaType: type, config, layers: [layer] })
  const named = { mediaType: type, ...manifest, annotations: { 'org.opencontainers.image.ref.name': tag } }
  writeFileSync(path.join(folder, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}')
  writeFileSync(path.join(folder, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests: [named] }))
  return `oci:${folder}:${tag}`
}

const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex')

/** A ustar archive with one file. */
function tar(name: string, content: Buffer): Buffer {
  const header = Buffer.alloc(512)
  const octal = (value: number, offset: number, length: number) =>
    header.write(`${value.toString(8).padStart(length - 1, '0')}\0`, offset)
  header.write(name, 0)
  octal(0o644, 100, 8)
  octal(0, 108, 8) // owner
  octal(0, 116, 8) // group
  octal(content.length, 124, 12)
  octal(0, 136, 12) // time
  header.write(' '.repeat(8), 148) // the checksum counts itself as spaces
  header.write('0', 156)
  header.write('ustar\x0000', 257)
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  const padding = Buffer.alloc((512 - (content.length % 512)) % 512)
  return Buffer.concat([header, content, padding, Buffer.alloc(1024)])
}
