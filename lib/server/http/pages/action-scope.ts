import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'
import { globalState } from '../../global-state'

/** A request for a server action. Until that has begun, whatever fails is what was sent: Next could not read it. */
type Asked = { begun: boolean }

const scope = () => globalState('action-scope', () => new AsyncLocalStorage<Asked>())

/** Hands a request for an action on; all that happens on its behalf knows that it is one. */
export const asAction = <Result>(asked: Asked, run: () => Result): Result => scope().run(asked, run)

/** To be said by every action before it does anything: from now on a failure is ours. */
export function actionBegins(): void {
  const asked = scope().getStore()
  if (asked) asked.begun = true
}

/** Whether what happens right now belongs to a request for an action that has not begun. */
export const isBeforeAction = (): boolean => scope().getStore()?.begun === false
