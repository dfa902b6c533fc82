import 'server-only'
import './tokens-heap'
import './load-env'
import { run } from './run'
import { startTokens } from './start-tokens'

await run(startTokens)
