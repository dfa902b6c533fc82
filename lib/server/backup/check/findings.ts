import 'server-only'

/** Something that is not as it should be: what, of how many rows, and which the first of these are. */
export type Finding = { what: string; count: number; ids: string[] }

const mostIds = 20

/** What was found so far, whatever there is of it, in bounded room. Ids and names of tables alone: no value of a row. */
export class Findings {
  private readonly byWhat = new Map<string, Finding>()

  add(what: string, id: unknown): void {
    const finding = this.byWhat.get(what) ?? { what, count: 0, ids: [] }
    this.byWhat.set(what, finding)
    finding.count++
    if (finding.ids.length < mostIds) finding.ids.push(String(id))
  }

  all(): Finding[] {
    return [...this.byWhat.values()]
  }
}
