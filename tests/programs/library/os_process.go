// args: one two --flag=3 -x
// stdin: line one\nline two\n\nlast without newline
// Arguments, standard input, environment, files, exec of another program, exit status from a deferred recover.
package main

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

func main() {
	fmt.Println(len(os.Args), os.Args[1:])
	fl := flag.NewFlagSet("x", flag.ContinueOnError)
	fl.SetOutput(io.Discard)
	n := fl.Int("flag", 0, "")
	x := fl.Bool("x", false, "")
	fmt.Println(fl.Parse(os.Args[3:]), *n, *x, fl.Args())
	sc := bufio.NewScanner(os.Stdin)
	for i := 1; sc.Scan(); i++ {
		fmt.Printf("%d %q\n", i, sc.Text())
	}
	os.Setenv("UNDERGO_TEST_VAR", "v$HOME")
	v, ok := os.LookupEnv("UNDERGO_TEST_VAR")
	fmt.Println(v, ok, os.Expand("${UNDERGO_TEST_VAR}-$X", func(s string) string { return strings.ToLower(s) }))
	dir, err := os.MkdirTemp("", "case")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	name := filepath.Join(dir, "a.txt")
	fmt.Println(os.WriteFile(name, []byte("hello\n"), 0o644))
	f, _ := os.OpenFile(name, os.O_APPEND|os.O_RDWR, 0)
	fmt.Fprintf(f, "more %d\n", 5)
	f.Seek(2, io.SeekStart)
	b, _ := io.ReadAll(f)
	st, _ := f.Stat()
	fmt.Printf("%q %d %v %v\n", b, st.Size(), st.Mode(), f.Close())
	_, err = f.Write(b)
	fmt.Println(errors.Is(err, os.ErrClosed))
	_, err = os.Open(filepath.Join(dir, "nope"))
	var pe *fs.PathError
	fmt.Println(errors.As(err, &pe), pe.Op, errors.Is(err, fs.ErrNotExist))
	os.Mkdir(filepath.Join(dir, "sub"), 0o755)
	os.Rename(name, filepath.Join(dir, "sub", "b.txt"))
	filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		r, _ := filepath.Rel(dir, p)
		fmt.Print(r, d.IsDir(), " ")
		return err
	})
	out, err := exec.Command("sh", "-c", "cat; echo err >&2; exit 3").CombinedOutput()
	var ee *exec.ExitError
	fmt.Printf("\n%q %v %v\n", out, errors.As(err, &ee), ee.ExitCode())
	cmd := exec.Command("tr", "a-z", "A-Z")
	cmd.Stdin = strings.NewReader("shout")
	out, err = cmd.Output()
	fmt.Printf("%s %v\n", out, err)
	defer func() { os.RemoveAll(dir); os.Exit(len(fmt.Sprint(recover()))) }()
	panic("five!")
}
