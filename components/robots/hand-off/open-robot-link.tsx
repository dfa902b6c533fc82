'use client'

import { useTranslations } from 'next-intl'
import type { OpenedLink } from '@/lib/domain/links/link-row'
import type { RegistryAddress } from '@/lib/domain/settings/registry-address'
import { OpenLink } from '../../links/open-link'
import './hand-off.css'
import { HandOffFiles } from './hand-off-files'
import { HandOffTools } from './hand-off-tools'

type OpenRobotLinkProps = { id: string; registry: RegistryAddress | null }

/** The page of a one-time link: what it holds is shown with how to use it. */
export const OpenRobotLink = ({ id, registry }: OpenRobotLinkProps) => (
  <OpenLink id={id}>{(opened) => <HowToUse opened={opened} registry={registry} />}</OpenLink>
)

function HowToUse({ opened: { name, secret }, registry }: { opened: OpenedLink; registry: RegistryAddress | null }) {
  const t = useTranslations('robots.handOff')
  const texts = { name, secret, registry: registry?.host ?? null, plainHttp: registry?.plainHttp, project: null }
  return (
    <section className="hand-off" aria-labelledby="hand-off-title">
      <h2 id="hand-off-title">{t('heading')}</h2>
      <HandOffTools texts={texts} heading="h3" />
      <HandOffFiles texts={texts} />
    </section>
  )
}
