import 'server-only'
import { linkHeader, type ApiPage } from '@/lib/domain/lists/api-list'
import type { Page } from '@/lib/domain/lists/list-query'
import { send, sendNothing, type Call } from '../exchange/respond'

/** What an operation answers when it does not refuse. */
export type Answer =
  /** 200 without a body: what Harbor answers to most changes. */
  | { kind: 'empty' }
  | { kind: 'json'; body: unknown }
  | { kind: 'text'; body: string; type: string }
  /** 201 with the address of what was made, below the path asked, and a body where the contract has one. */
  | { kind: 'created'; name: string | number; body?: unknown }
  /** One page of a list, with how much there is and where the pages beside it are. */
  | { kind: 'page'; rows: readonly unknown[]; total: number }

export const empty: Answer = { kind: 'empty' }
export const json = (body: unknown): Answer => ({ kind: 'json', body })
export const created = (name: string | number, body?: unknown): Answer => ({ kind: 'created', name, body })
export const page = <Row>({ rows, total }: Page<Row>, wire: (row: Row) => unknown): Answer => ({
  kind: 'page',
  rows: rows.map((row) => wire(row)),
  total,
})

/** Without a charset, as Harbor says it of all but errors. */
const jsonType = 'application/json'

/** Writes an answer in one go, with its length; `asked` is the page of the list. */
export function writeAnswer(call: Call, answer: Answer, asked: ApiPage): void {
  const { response, received } = call
  switch (answer.kind) {
    case 'empty':
      return sendNothing(call, 200)
    case 'text':
      return send(call, 200, answer.body, answer.type)
    case 'json':
      return send(call, 200, JSON.stringify(answer.body), jsonType)
    case 'created':
      response.setHeader('Location', `${withoutSlash(received.path)}/${answer.name}`)
      return answer.body === undefined ? sendNothing(call, 201) : send(call, 201, JSON.stringify(answer.body), jsonType)
    case 'page': {
      const query = new URLSearchParams(received.search)
      const link = linkHeader(withoutSlash(received.path), query, asked, answer.total)
      response.setHeader('X-Total-Count', answer.total)
      if (link !== '') response.setHeader('Link', link)
      return send(call, 200, JSON.stringify(answer.rows), jsonType)
    }
  }
}

/** An address that ends with a slash is that without it. */
const withoutSlash = (path: string): string => (path.endsWith('/') ? path.slice(0, -1) : path)
