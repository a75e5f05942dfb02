// Package names has another name than its folder.
package names

func Hello() string { return "names.Hello" }
