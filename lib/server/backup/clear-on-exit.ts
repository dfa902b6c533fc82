import 'server-only'
import { rmSync } from 'node:fs'

/** Sees that a file or folder is gone when the process ends, as at Ctrl-C, which goes past every `finally`; answers what ends that. */
export function clearOnExit(place: string): () => void {
  const clear = () => rmSync(place, { recursive: true, force: true })
  process.once('exit', clear)
  return () => void process.off('exit', clear)
}
