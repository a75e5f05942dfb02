// go:embed as string, bytes and file system; build constraints choose files; a package with a name unlike its path.
package main

import (
	"embed"
	"fmt"
	"io/fs"

	"example.com/emb/go-names"
	"example.com/emb/internal/deep"
)

//go:embed data/hello.txt
var hello string

//go:embed data/hello.txt
var raw []byte

//go:embed data data/.hidden
var files embed.FS

//go:embed data/*.json
var js embed.FS

func main() {
	raw[0] = 'J'
	fmt.Print(hello, string(raw))
	fs.WalkDir(files, ".", func(p string, d fs.DirEntry, err error) error {
		i, _ := d.Info()
		fmt.Println(p, d.IsDir(), i.Size(), i.Mode())
		return err
	})
	b, err := js.ReadFile("data/x.json")
	fmt.Printf("%s %v\n", b, err)
	_, err = js.ReadFile("data/hello.txt")
	fmt.Println(err)
	_, err = files.Open("../x")
	fmt.Println(err)
	fmt.Println(names.Hello(), platform, notWindows, deep.Deep)
}
