import { renderToStaticMarkup } from 'react-dom/server'
import { NextIntlClientProvider } from 'next-intl'
import type { UseFormReturn } from 'react-hook-form'
import { expect, test } from 'vitest'
import { formats } from '@/lib/i18n/formats'
import messages from '@/lib/i18n/messages/en.json'
import type { RobotForm } from '@/lib/domain/robots/robot-form'
import { ServerNowProvider } from '../server-now'
import { ExpirationOutcome } from './expiration-outcome'

const seconds = (day: string) => Date.parse(`${day}T12:00:00Z`) / 1000
/** Of thirty days, which were counted anew when twenty had passed. */
const robot = { createdAt: '2026-03-01T12:00:00Z', durationDays: 30, expiresAt: seconds('2026-04-20') }

function told(days: string): string {
  const form = { watch: (name: 'expiration' | 'days') => ({ expiration: 'days', days })[name] }
  return renderToStaticMarkup(
    <NextIntlClientProvider {...{ messages, formats }} locale="en" timeZone="UTC">
      <ServerNowProvider renderedAt={seconds('2026-04-10') * 1000}>
        <ExpirationOutcome form={form as unknown as UseFormReturn<RobotForm>} defaultDays={30} robot={robot} />
      </ServerNowProvider>
    </NextIntlClientProvider>,
  )
}

test('a robot whose days were counted anew is told to end when it does, as long as its duration stays', () => {
  expect(told('30')).toContain('4/20/')
  expect(told('30')).not.toContain('expires-past')
  expect(told('31')).toContain('expires-past')
  expect(told('60')).toContain('4/30/')
})
