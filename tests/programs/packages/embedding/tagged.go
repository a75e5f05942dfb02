//go:build !windows && (amd64 || arm64)

package main

const notWindows = true
