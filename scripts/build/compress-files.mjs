// Writes beside each text file that browsers get a smaller one, once and as small as Brotli can make it:
// lib/server/http/pages/built-files.ts serves these.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import { root } from '../setup/root.mjs'

const folder = path.join(root, '.next/static')
const compress = promisify(brotliCompress)

async function compressFile(file) {
  const text = readFileSync(file)
  const params = {
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
  }
  writeFileSync(`${file}.br`, await compress(text, { params }))
}

const files = readdirSync(folder, { recursive: true }).filter((file) => /\.(js|css|svg)$/.test(file))
await Promise.all(files.map((file) => compressFile(path.join(folder, file))))
