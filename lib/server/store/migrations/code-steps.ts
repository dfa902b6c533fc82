import 'server-only'
import type { CodeSteps } from './code-step'
import { foldedTexts } from './folded-texts'

export const codeSteps: CodeSteps = {
  '20261125183458_folded_texts': foldedTexts,
}
