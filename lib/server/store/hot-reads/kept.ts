import 'server-only'
import type { SignInRobot, VisibleProject } from './hot-reads'
import { sizeOfRobot } from './rows'

/** What is kept: a room for each kind of rows. */
export type Rooms = { settings: string; robots: SignInRobot | null; projects: VisibleProject | null }

/** As many characters of rows, and as many rows, as may be kept: some tens of megabytes at most. */
const maxKept = { characters: 8_000_000, rows: 50_000 }

/** Rows of one version of the database. Full, it starts anew: what is asked often is soon there again. */
export class Kept {
  version = -1
  private rows = 0
  private characters = 0
  private readonly rooms = {
    settings: new Map<string, string>(),
    // That there is none is kept too, so that a name costs the same whether it is somebody's or not.
    robots: new Map<string, SignInRobot | null>(),
    projects: new Map<string, VisibleProject | null>(),
  }

  get<Kind extends keyof Rooms>(kind: Kind, key: string): Rooms[Kind] | undefined {
    return (this.rooms[kind] as Map<string, Rooms[Kind]>).get(key)
  }

  add<Kind extends keyof Rooms>(kind: Kind, key: string, row: Rooms[Kind]): void {
    const size = key.length + sizeOf(row)
    if (this.rows >= maxKept.rows || this.characters + size > maxKept.characters) this.startAnew(this.version)
    if (size > maxKept.characters) return
    this.rows++
    this.characters += size
    const room = this.rooms[kind] as Map<string, Rooms[Kind]>
    room.set(key, row)
  }

  startAnew(version: number): void {
    this.version = version
    this.rows = 0
    this.characters = 0
    for (const room of Object.values(this.rooms)) room.clear()
  }
}

function sizeOf(row: Rooms[keyof Rooms]): number {
  if (row === null) return 0
  if (typeof row === 'string') return row.length
  if (!('grants' in row)) return row.name.length
  return sizeOfRobot(row)
}
