import { expect, test } from 'vitest'
import { handOffPage } from './hand-off-page'

test('the manual’s page has the texts that the dialog has', async () => {
  await expect(handOffPage()).toMatchFileSnapshot('../../docs/manual/hand-off.md')
})
