//go:debug
//go:debug  panicnil=1
//go:debug panicnil
//go:debug pan,icnil=1
//go:debug foo=1
//go:debug panicnil=a b
//go:debug panicnil=0
//go:debug panicnil=1
//go:debug x509sha1=1
//go:debug default=go1.20
//go:debug default=1.20
//go:debug default=go1.99
//go:debugx=1
package main

//go:debug panicnil=1
func main() {}
