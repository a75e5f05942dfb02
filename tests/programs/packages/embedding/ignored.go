//go:build ignore

package main

const notWindows = "broken
