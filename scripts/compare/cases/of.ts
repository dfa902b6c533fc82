import type { Case } from '../case'

type More = Omit<Case, 'kind' | 'operation' | 'method' | 'path'>

/** Cases of one operation, each by what it asks, as `POST /robots`, and what else there is to say of it. */
export function of(operation: string) {
  const make =
    (kind: Case['kind']) =>
    (asked: string, more: More = {}): Case => {
      const [method = '', path = ''] = asked.split(' ')
      return { kind, operation, method, path, ...more }
    }
  return { good: make('good'), boundary: make('boundary'), bad: make('bad') }
}
