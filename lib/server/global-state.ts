import 'server-only'

/**
 * The process-wide value of this name, made on first use. Modules exist two or three times in one process (the HTTP
 * entry's copy and Next's), so state that must exist once hangs on `globalThis`.
 */
export function globalState<Value extends object>(name: string, make: () => Value): Value {
  const states = slots()
  const known = states.get(name)
  if (known) return known as Value
  const made = make()
  states.set(name, made)
  return made
}

/** Replaces the value: for start-up and tests. */
export function setGlobalState<Value extends object>(name: string, value: Value): void {
  slots().set(name, value)
}

/** For tests, which follow each other in one process. */
export function forgetGlobalState(): void {
  slots().clear()
}

function slots(): Map<string, object> {
  const holder = globalThis as { [key]?: Map<string, object> }
  return (holder[key] ??= new Map())
}

const key = Symbol.for('robot-console.state')
