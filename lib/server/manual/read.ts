import 'server-only'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { globalState } from '../global-state'
import { toHtml } from './to-html'

type ManualPage = { name: string; title: string; html: string }

const folder = () => path.resolve('docs/manual')

/** The pages of the manual that came with this version, by name. Read once: they change with the version alone. */
export async function manualPages(): Promise<readonly ManualPage[]> {
  const state = globalState<{ pages?: Promise<ManualPage[]> }>('manual', () => ({}))
  return (state.pages ??= readPages().catch((error: unknown) => {
    state.pages = undefined
    throw error
  }))
}

/** The page of this name, or null. The name is compared, never made a path. */
export const manualPage = async (name: string): Promise<ManualPage | null> =>
  (await manualPages()).find((page) => page.name === name) ?? null

async function readPages(): Promise<ManualPage[]> {
  const files = (await readdir(folder())).filter((file) => file.endsWith('.md')).sort()
  return Promise.all(
    files.map(async (file) => {
      const text = await readFile(path.join(folder(), file), 'utf8')
      const name = file.slice(0, -3)
      return { name, title: /^# (.+)$/m.exec(text)?.[1] ?? name, html: toHtml(text) }
    }),
  )
}
