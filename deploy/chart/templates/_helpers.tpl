{{- define "console.fullname" -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 50 | trimSuffix "-" -}}
{{- else if contains $name .Release.Name -}}
{{- .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 50 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{/* What selects: never changes in the life of a release. Takes `root`, and `component` unless all are meant. */}}
{{- define "console.selector" -}}
app.kubernetes.io/name: {{ default .root.Chart.Name .root.Values.nameOverride | trunc 63 | trimSuffix "-" }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
{{- with .component }}
app.kubernetes.io/component: {{ . }}
{{- end }}
{{- end -}}

{{- define "console.labels" -}}
{{ include "console.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" | trunc 63 }}
{{- end -}}

{{- define "console.image" -}}
{{- $image := .image -}}
{{- if $image.digest -}}
{{ $image.repository }}@{{ $image.digest }}
{{- else -}}
{{ $image.repository }}:{{ default .tag $image.tag }}
{{- end -}}
{{- end -}}

{{- define "console.ownImage" -}}
{{ include "console.image" (dict "image" .Values.image "tag" .Chart.AppVersion) }}
{{- end -}}

{{- define "console.dataClaim" -}}
{{- default (printf "%s-data" (include "console.fullname" .)) .Values.persistence.existingClaim -}}
{{- end -}}

{{/* "true" with PostgreSQL, "" with SQLite. */}}
{{- define "console.hasPostgres" -}}
{{- if or .Values.database.existingSecret.name .Values.database.url -}}true{{- end -}}
{{- end -}}

{{- define "console.externalUrl" -}}
{{- if .Values.externalUrl -}}
{{- .Values.externalUrl -}}
{{- else -}}
{{- ternary "https" "http" .Values.ingress.tls.enabled }}://{{ .Values.ingress.host -}}
{{- end -}}
{{- end -}}

{{- define "console.trustProxy" -}}
{{- default (ternary "1" "0" .Values.ingress.enabled) (include "console.text" .Values.trustProxy) -}}
{{- end -}}

{{- define "registry.url" -}}
{{- ternary "https" "http" .Values.registry.ingress.tls.enabled }}://{{ .Values.registry.host -}}
{{- end -}}

{{/* The Service that answers machines: the door of their own, else the console. */}}
{{- define "console.machinesService" -}}
{{ include "console.fullname" . }}{{ if include "console.hasPostgres" . }}-machines{{ end }}
{{- end -}}

{{- define "console.machinesUrl" -}}
http://{{ include "console.machinesService" . }}.{{ .Release.Namespace }}.svc:{{ int .Values.service.port }}
{{- end -}}

{{- define "console.keySecret" -}}
{{- default (printf "%s-key" (include "console.fullname" .)) .Values.secretKey.existingSecret.name -}}
{{- end -}}

{{- define "console.adminSecret" -}}
{{- default (printf "%s-admin" (include "console.fullname" .)) .Values.adminPassword.existingSecret.name -}}
{{- end -}}

{{- define "console.databaseSecret" -}}
{{- default (printf "%s-database" (include "console.fullname" .)) .Values.database.existingSecret.name -}}
{{- end -}}

{{/* Not by urlParse, which would repeat the password when it fails. */}}
{{- define "console.databasePort" -}}
{{- $given := regexFind "://[^/?]*" .Values.database.url | regexFind ":[0-9]+$" | trimPrefix ":" -}}
{{- int (default (default 5432 $given) .Values.database.port) -}}
{{- end -}}

{{- define "registry.secret" -}}
{{- default (printf "%s-registry" (include "console.fullname" .)) .Values.registry.existingSecret -}}
{{- end -}}

{{/* A variable's value as text: numbers come from YAML as floats, which print as 1e+06. */}}
{{- define "console.text" -}}
{{- if and (kindIs "float64" .) (eq . (floor .)) -}}{{ int64 . }}{{- else -}}{{ . }}{{- end -}}
{{- end -}}
