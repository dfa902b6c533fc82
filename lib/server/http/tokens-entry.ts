import 'server-only'
import './lean-heap'
import './load-env'
import { run } from './run'
import { startTokens } from './start-tokens'

await run(startTokens)
