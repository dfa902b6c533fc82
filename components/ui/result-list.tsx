import { Icon } from './icon'
import { Name } from './name'

export type Result = {
  id: number
  name: string
  /** `waits`: it was not come to. */
  state: 'ok' | 'failed' | 'waits'
  /** What became of it, in words. */
  text: string
}

export const resultIcons = { ok: 'success-standard', failed: 'error-standard', waits: 'ban' } as const

/** How a change of several things went, a line for each: its name, and what became of it. `label` names the list. */
export function ResultList({ label, results }: { label: string; results: Result[] }) {
  return (
    // What scrolls must be reached by keyboard.
    <ul className="result-list" aria-label={label} tabIndex={0}>
      {results.map(({ id, name, state, text }) => (
        <li key={id} className={`result-${state}`}>
          <Name>{name}</Name>
          <Icon name={resultIcons[state]} />
          <span>{text}</span>
        </li>
      ))}
    </ul>
  )
}
