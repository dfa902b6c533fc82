import 'server-only'
import { forgetGlobalState } from '../global-state'

// Before each file of verb tests: they share their modules, and what those remember of the file before is not its affair.
forgetGlobalState()
