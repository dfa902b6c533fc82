import 'server-only'

/** Rows or ids per statement: five columns of a thousand rows stay far below both engines' limit of parameters. */
const chunkSize = 1_000

/** Runs a statement for a list of any length, part by part, one after the other: a transaction has one connection. */
export async function inChunks<Item, Result>(
  items: readonly Item[],
  run: (chunk: Item[]) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  for (let start = 0; start < items.length; start += chunkSize) {
    results.push(await run(items.slice(start, start + chunkSize)))
  }
  return results
}
