// node … <folder> <how many>: one backup more, and when it is whole, the oldest go.
import { spawnSync } from 'node:child_process'
import { readdirSync, rmSync } from 'node:fs'
import path from 'node:path'

const [folder, keep] = process.argv.slice(1)
const named = (pattern) =>
  readdirSync(folder)
    .filter((name) => pattern.test(name))
    .sort()
const remove = (name) => rmSync(path.join(folder, name))

// Of a run that was ended: there is never a second one beside this.
named(/^robots-[\dTZ-]+\.age\..*\.part$/).forEach(remove)
const name = `robots-${new Date().toISOString().slice(0, 19).replaceAll(':', '-')}Z.age`
const { status } = spawnSync(process.execPath, ['.next/backup.mjs', path.join(folder, name)], { stdio: 'inherit' })
if (status !== 0) process.exit(status ?? 1)
named(/^robots-[\dTZ-]+\.age$/)
  .slice(0, -Number(keep))
  .forEach(remove)
