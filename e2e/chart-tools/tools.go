//go:build tools

// Package tools names what is built from here, so that `go mod tidy` keeps it.
package tools

import (
	_ "github.com/yannh/kubeconform/cmd/kubeconform"
)
