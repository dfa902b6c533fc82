type ToastKind = 'success' | 'info' | 'warning' | 'danger'
export type ToastMessage = { id: number; kind: ToastKind; text: string }

let messages: readonly ToastMessage[] = []
let nextId = 1
const listeners = new Set<() => void>()

function publish(next: readonly ToastMessage[]) {
  messages = next
  listeners.forEach((listener) => listener())
}

function show(kind: ToastKind, text: string) {
  // Harbor shows one banner at a time; a new one replaces what it makes obsolete, but a failure is not swept away.
  const kept = messages.filter((message) => message.kind === 'danger' && kind !== 'danger').slice(-2)
  publish([...kept, { id: nextId++, kind, text }])
}

/** Shows a message in the banner under the header. Only to be called in the browser. */
export const toast = {
  success: (text: string) => show('success', text),
  info: (text: string) => show('info', text),
  warning: (text: string) => show('warning', text),
  error: (text: string) => show('danger', text),
  close: (id: number) => publish(messages.filter((message) => message.id !== id)),
}

/** The messages as an external store for React. */
export const toastStore = {
  subscribe(listener: () => void) {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  read: () => messages,
  readOnServer: () => noMessages,
}
const noMessages: readonly ToastMessage[] = []
