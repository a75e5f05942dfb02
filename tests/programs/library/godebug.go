// GODEBUG while a program runs, and settings that are no more.
package main

import (
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"runtime/metrics"
	"strings"
)

var _ = url.Parse // brings internal/godebug with it, which counts

func try() {
	defer func() { fmt.Println(recover()) }()
	panic(nil)
}

func main() {
	if len(os.Args) > 1 {
		fmt.Println("started with", os.Getenv("GODEBUG"))
		try()
		return
	}
	s := []metrics.Sample{{Name: "/godebug/non-default-behavior/panicnil:events"}}
	for _, setting := range []string{"panicnil=1", "panicnil=0", "", "panicnil=0,panicnil=1", "panicnil=1,panicnil=0", "x509sha1=1"} {
		os.Setenv("GODEBUG", setting)
		try()
		try()
		metrics.Read(s)
		fmt.Println(setting, s[0].Value.Uint64())
	}
	for _, setting := range []string{"x509sha1=1", "x509sha1=0", "panicnil=1,asynctimerchan=2,x509sha1=1", "x509sha1=1,x509sha1=0", "tls3des=word"} {
		os.Setenv("GODEBUG", setting)
		out, err := exec.Command(os.Args[0], "child").CombinedOutput()
		text, _, _ := strings.Cut(string(out), "\n\ngoroutine")
		fmt.Println(strings.TrimSpace(text), err)
	}
}
