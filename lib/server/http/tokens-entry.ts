import 'server-only'
import './process/tokens-heap'
import './process/load-env'
import { run } from './process/run'
import { startTokens } from './process/start-tokens'

await run(startTokens)
