import 'server-only'
import { parseEnv } from '../env'
import { setGlobalState } from '../global-state'
import { openDatabase } from '../store/db'
import { ask, make, type Change, type Question, type World } from './token-world'

// A second process of the same product for a test: it makes changes and asks for tokens, as it is told. Argument: the
// database.
const url = process.argv[2]!
setGlobalState('env', parseEnv({ LOG_LEVEL: 'silent' }))
setGlobalState('secret-key', { master: 'the secret key of the tests' })
setGlobalState('database', openDatabase(url))

export type Order = { id: number; world: World } & ({ change: Change } | { question: Question })
export type Done = { id: number; answer: string }

process.on('message', async (order: Order) => {
  const answer =
    'change' in order ? await make(order.world, order.change).then(() => '') : await ask(order.world, order.question)
  process.send!({ id: order.id, answer } satisfies Done)
})
process.on('disconnect', () => process.exit(0))
process.send!('ready')
