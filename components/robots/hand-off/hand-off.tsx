'use client'

import type { ReactNode } from 'react'
import { useTranslations } from 'next-intl'
import { QueryProvider } from '@/lib/client/query-provider'
import type { HandOff as HandOffTexts } from '@/lib/domain/hand-off/hand-off'
import { paths } from '@/lib/paths'
import { Alert } from '../../ui/alert'
import { Spinner } from '../../ui/spinner'
import './hand-off.css'
import { HandOffFiles } from './hand-off-files'
import { HandOffTools } from './hand-off-tools'
import { SignInWatch } from './sign-in-watch'
import { useHandOff, type ToldHandOff } from './use-hand-off'

type HandOffProps = {
  robot: { id: number; name: string }
  /** null = nobody knows it any more: a placeholder stands in the texts. */
  secret: string | null
  /** Whether what it stands in says already what it is. */
  headless?: boolean
  /** Something that holds the secret was copied or saved. */
  onTaken?: () => void
  /** Other ways to hand it on. */
  children?: ReactNode
}

/** How to sign in as a robot, tool by tool, as texts to copy and to save; and whether somebody has. */
export function HandOff(props: HandOffProps) {
  return (
    <QueryProvider>
      <Told {...props} />
    </QueryProvider>
  )
}

function Told({ robot, secret, headless, onTaken, children }: HandOffProps) {
  const t = useTranslations('robots.handOff')
  const common = useTranslations('common')
  const watch = useHandOff(robot.id)
  const { told, failed } = watch
  if (!told && !failed) return <Spinner label={common('loading')} />
  const texts: HandOffTexts = {
    name: robot.name,
    secret,
    registry: told?.registry.address ?? null,
    plainHttp: told?.registry.plain_http,
    project: told?.project ?? null,
  }
  return (
    <section className="hand-off" aria-label={t('heading')}>
      {!headless && <h3>{t('heading')}</h3>}
      <SignInWatch {...watch} />
      {told && !told.registry.address && <RegistryUnset registry={told.registry} />}
      <HandOffTools texts={texts} heading={headless ? 'h3' : 'h4'} onTaken={onTaken} />
      <HandOffFiles texts={texts} onTaken={onTaken} />
      {children}
    </section>
  )
}

/** Set in another tab, it arrives here with the next answer. */
function RegistryUnset({ registry }: Pick<ToldHandOff, 'registry'>) {
  const t = useTranslations('robots.handOff')
  return (
    <Alert kind="warning" small>
      {t('registryUnset')}{' '}
      {registry.may_set ? (
        <a href={`${paths.administrationConfiguration()}#registryAddress`} target="_blank" rel="noopener">
          {t('setRegistry')}
        </a>
      ) : (
        t('askForRegistry')
      )}
    </Alert>
  )
}
