// all errors
package main

//go:cgo_export_static f
//go:cgo_import_dynamic f f "libc.so"
//go:cgo_ldflag "-lm"
func f() {}

func main() { f() }
