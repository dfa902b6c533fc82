import 'server-only'
import './lean-heap'
import './load-env'
import { run } from './run'
import { start } from './start'

await run(start)
