import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Breadcrumb } from '@/components/shell/breadcrumb'
import { paths } from '@/lib/paths'
import { requireActor } from '@/lib/server/auth/session'
import { manualPage } from '@/lib/server/manual/read'

type Props = { params: Promise<{ page: string }> }

export async function generateMetadata({ params }: Props) {
  return { title: (await manualPage((await params).page))?.title }
}

export default async function ManualPage({ params }: Props) {
  await requireActor()
  const page = await manualPage((await params).page)
  if (!page) notFound()
  const t = await getTranslations('help')
  return (
    <>
      <Breadcrumb href={paths.help()}>{t('title')}</Breadcrumb>
      {/* The manual is written in English alone. Its HTML is made by lib/server/manual/to-html.ts, of our own files. */}
      <article className="manual" lang="en" dangerouslySetInnerHTML={{ __html: page.html }} />
    </>
  )
}
