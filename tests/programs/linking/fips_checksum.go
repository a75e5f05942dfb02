// A program started with GODEBUG=fips140=on verifies the checksum that the linker wrote over the FIPS 140 module; a changed byte stops it.
package main

import (
	"bytes"
	"crypto/fips140"
	"crypto/sha256"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

func main() {
	if len(os.Args) > 1 {
		fmt.Printf("%v %x\n", fips140.Enabled(), sha256.Sum256([]byte("checked")))
		return
	}
	self, err := os.Executable()
	if err != nil {
		panic(err)
	}
	run := func(program, setting string) (string, error) {
		c := exec.Command(program, "child")
		c.Env = append(os.Environ(), "GODEBUG="+setting)
		out, err := c.CombinedOutput()
		return string(out), err
	}
	for _, setting := range []string{"", "fips140=off", "fips140=on", "fips140=only"} {
		out, err := run(self, setting)
		fmt.Printf("%q %v %s", setting, err, out)
	}
	// The words of the heading, 32 bytes of sum behind them.
	image, err := os.ReadFile(self)
	if err != nil {
		panic(err)
	}
	heading := append([]byte{0xff}, " Go fipsinfo \xff\x00"...)
	at := bytes.Index(image, heading)
	image[at+len(heading)] ^= 1
	dir, err := os.MkdirTemp("", "fips")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	changed := filepath.Join(dir, "changed")
	if err := os.WriteFile(changed, image, 0o755); err != nil {
		panic(err)
	}
	out, err := run(changed, "fips140=on")
	fmt.Println(err, bytes.Contains([]byte(out), []byte("fips140: verification mismatch")))
	out, err = run(changed, "fips140=off")
	fmt.Print(err, " ", out)
}
