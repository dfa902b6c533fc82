'use client'

import { useState } from 'react'
import { useTranslations } from 'next-intl'
import { saveFile } from '@/lib/client/save-file'
import { handOffFiles, type HandOff } from '@/lib/domain/hand-off/hand-off'
import { Button } from '../../ui/button'

/** The same as files; only where there is a secret to put into them. */
export function HandOffFiles({ texts, onTaken }: { texts: HandOff; onTaken?: () => void }) {
  const t = useTranslations('robots.handOff')
  const [saved, setSaved] = useState<string>()
  const files = texts.secret === null ? [] : handOffFiles(texts)
  if (files.length === 0) return null
  return (
    <div className="hand-off-files">
      <span id="hand-off-files">{t('files')}</span>
      {files.map(({ fileName, mediaType, text }) => (
        <Button
          key={fileName}
          size="sm"
          icon="download"
          aria-describedby="hand-off-files"
          title={fileName}
          onClick={() => (saveFile(fileName, text, mediaType), setSaved(fileName), onTaken?.())}
        >
          {shortName(fileName)}
        </Button>
      ))}
      <span role="status">{saved && t('saved', { file: saved })}</span>
    </div>
  )
}

/** Without the robot's name, which may be long. */
function shortName(fileName: string): string {
  const ending = fileName.slice(fileName.lastIndexOf('.'))
  return { '.json': 'config.json', '.yaml': 'secret.yaml' }[ending] ?? ending
}
