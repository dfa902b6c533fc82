import 'server-only'
import type { Migration } from '../store/migrations/history'
import type { Part } from './read-lines'

/** `before`: the migrations that the backup's database had had; `after`: all. `agreed` gives the key, if there is none. */
export type Loading = {
  parts: () => AsyncGenerator<Part>
  before: Migration[]
  after: Migration[]
  agreed: () => void
}
