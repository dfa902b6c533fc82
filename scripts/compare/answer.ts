/** What a server has answered; `body` is its JSON, or its text where that is none. */
export type Answer = { status: number; headers: Headers; text: string; body: unknown }

/** The id of what an answer says was made, or of the first row that it lists. */
export function idOf({ headers, body }: Answer): string {
  const [first] = Array.isArray(body) ? (body as { id?: number }[]) : []
  return headers.get('location')?.split('/').at(-1) ?? String(first?.id ?? '')
}
