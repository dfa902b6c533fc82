import { Header } from './header'
import { Outage } from './outage'
import type { Theme } from './theme'

/** A whole page without anything that would have to be read: for where not even the session can be. */
export function OutagePage({ theme }: { theme: Theme }) {
  return (
    <div className="main-container">
      <Header theme={theme} />
      <main>
        <Outage />
      </main>
    </div>
  )
}
