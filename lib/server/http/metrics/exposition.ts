import 'server-only'
import { globalState, setGlobalState } from '../../global-state'
import { counted } from './counted'
import { databaseNumbers, type DatabaseNumbers } from './database-numbers'
import { databaseGauges, processGauges, type Program } from './gauges'
import { register } from './metric'

type Exposition = { type: string; tell: () => Promise<string>; telling: Promise<string> | null }

/** Makes what `expose` tells. The library is loaded only now: without metrics there is nothing of it in the process. */
export async function prepareExposition(program: Program): Promise<void> {
  const { collectDefaultMetrics, Registry } = await import('prom-client')
  const registry = new Registry()
  let latest: DatabaseNumbers = { isUp: false, told: null }
  for (const metric of [...counted, ...processGauges(program), ...databaseGauges(() => latest)])
    register(registry, metric)
  collectDefaultMetrics({ register: registry })
  // Sums of others, under names that a checker takes for counters.
  for (const name of ['handles', 'requests', 'resources']) registry.removeSingleMetric(`nodejs_active_${name}_total`)
  const tell = async () => {
    latest = await databaseNumbers()
    return registry.metrics()
  }
  setGlobalState<Exposition>('exposition', { type: registry.contentType, tell, telling: null })
}

/** All metrics as text. Who asks while that is being put together gets the same. */
export async function expose(): Promise<{ type: string; text: string }> {
  const state = globalState<Exposition>('exposition', () => {
    throw new Error('no metrics were prepared')
  })
  state.telling ??= state.tell().finally(() => (state.telling = null))
  return { type: state.type, text: await state.telling }
}
