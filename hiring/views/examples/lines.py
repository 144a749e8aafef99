"""Links and lines, the small change of every example."""


def link(label, url="#parts"):
    return {"label": label, "url": url}


def line(mark, word, name, **more):
    return {"mark": mark, "word": word, "name": name, **more}
