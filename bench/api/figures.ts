/** What was seen, as a table: a row for each kind of request, a column for each engine and revision, all rounds in a cell. */
export class Figures {
  private readonly columns: string[] = []
  private readonly rows = new Map<string, Map<string, string[]>>()

  add(row: string, column: string, figure: string): void {
    process.stderr.write(`${column === '' ? '' : `${column}: `}${row}: ${figure}\n`)
    if (!this.columns.includes(column)) this.columns.push(column)
    const cells = this.rows.get(row) ?? new Map<string, string[]>()
    this.rows.set(row, cells.set(column, [...(cells.get(column) ?? []), figure]))
  }

  print(unit: string): void {
    const line = (...cells: string[]) => process.stdout.write(`| ${cells.join(' | ')} |\n`)
    line(unit, ...this.columns)
    line('---', ...this.columns.map(() => '---'))
    for (const [row, cells] of this.rows) line(row, ...this.columns.map((each) => (cells.get(each) ?? []).join(', ')))
  }
}
